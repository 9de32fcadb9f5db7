//! Places of missions: a cell may name a country, several, or a country with a region or a town.

use serde::{Deserialize, Serialize};

use super::country::{Countries, Found};
use super::fold;

/// One place. Without a country it is a wider region (`Scandinavië`) or was not recognised.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// As written.
    pub text: String,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// Province, state or Land.
    pub region: Option<String>,
    /// Town.
    pub city: Option<String>,
}

/// What a cell of places came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// In order, one per country named.
    pub places: Vec<Place>,
    /// Words that name no known country, and stand with none.
    pub unknown: Vec<String>,
}

/// Words before a name that say what sort of place it is.
const REGION_WORDS: [&str; 9] =
    ["provincie", "province", "provinz", "staat", "deelstaat", "regio", "region", "state", "bundesland"];
const CITY_WORDS: [&str; 5] = ["stad", "city", "stadt", "plaats", "gemeente"];

/// One piece of a cell between its marks.
struct Piece<'a> {
    text: &'a str,
    /// It stands behind the one before it, after a comma or in brackets, and may be a part of it.
    belongs: bool,
}

impl Places {
    /// Reads `China`, `Turkije en Duitsland`, `China (Liaoning)`, `Verenigde Staten, Californië`, `Dubai`.
    pub fn parse(text: &str, countries: &Countries) -> Self {
        let text = text.trim();
        if let Some(place) = place_of(text, countries) {
            return Self { places: vec![place], unknown: Vec::new() };
        }
        let mut read = Self::default();
        let mut waiting: Vec<&str> = Vec::new();
        for piece in pieces(text, countries) {
            match place_of(piece.text, countries) {
                Some(place) => read.add(place, &mut waiting, &piece),
                None if piece.belongs && read.add_part(piece.text) => {}
                None => waiting.push(piece.text),
            }
        }
        read.unknown = waiting.into_iter().map(str::to_owned).collect();
        if let [only] = read.places.as_mut_slice() {
            text.clone_into(&mut only.text);
        }
        read
    }

    /// Adds a place: a part of the country before it, the country of what waits before it, or one of its own.
    fn add(&mut self, place: Place, waiting: &mut Vec<&str>, piece: &Piece<'_>) {
        let is_part = place.region.is_some() || place.city.is_some();
        let same = |last: &&mut Place| last.country == place.country && place.country.is_some();
        let part_of = |last: &&mut Place| is_part || last.region.is_some() || last.city.is_some();
        if let Some(last) = self.places.last_mut().filter(same).filter(part_of) {
            last.region = last.region.take().or(place.region);
            last.city = last.city.take().or(place.city);
            return;
        }
        self.places.push(place);
        if piece.belongs && !is_part {
            waiting.drain(..).for_each(|part| _ = self.add_part(part));
        }
    }

    /// Makes an unknown name a region or town of the last place, where that is a country without one.
    fn add_part(&mut self, text: &str) -> bool {
        let Some(last) = self.places.last_mut().filter(|last| last.country.is_some()) else { return false };
        let (word, name) = text.split_once(' ').unwrap_or(("", text));
        let word = fold(word);
        if CITY_WORDS.contains(&word.as_str()) && last.city.is_none() {
            last.city = Some(name.to_owned());
        } else if last.region.is_none() {
            let name = if REGION_WORDS.contains(&word.as_str()) { name } else { text };
            last.region = Some(name.to_owned());
        } else if last.city.is_none() {
            last.city = Some(text.to_owned());
        } else {
            return false;
        }
        true
    }
}

/// A place from one known name; a leading `provincie` or `stad` is no part of it.
fn place_of(text: &str, countries: &Countries) -> Option<Place> {
    // Regions and towns keep the spelling of the cell.
    let named = |found: Found<'_>, spelt: &str| {
        let place = Place { text: text.to_owned(), ..Place::default() };
        match found {
            Found::Country(country) => Place { country: Some(country.code.clone()), ..place },
            Found::Region { country, .. } => {
                Place { country: Some(country.to_owned()), region: Some(spelt.to_owned()), ..place }
            }
            Found::City { country, .. } => {
                Place { country: Some(country.to_owned()), city: Some(spelt.to_owned()), ..place }
            }
            Found::Wider => place,
        }
    };
    if let Some(found) = countries.find(text) {
        return Some(named(found, text));
    }
    let (word, name) = text.split_once(' ')?;
    let word = fold(word);
    let known = REGION_WORDS.contains(&word.as_str()) || CITY_WORDS.contains(&word.as_str());
    let found = if known { countries.find(name)? } else { return None };
    Some(named(found, name))
}

/// Cuts a cell at its marks; at `en` only where that is not within a name (`Bosnië en Herzegovina`).
fn pieces<'a>(text: &'a str, countries: &Countries) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let (mut start, mut belongs) = (0, false);
    for (at, mark) in text.match_indices(['/', ';', '\n', '+', ',', '(', ')', '&', '–']).chain([(text.len(), "")]) {
        push_piece(&mut pieces, &text[start..at], belongs, countries);
        belongs = mark == "," || mark == "(";
        start = at + mark.len();
    }
    pieces
}

fn push_piece<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str, belongs: bool, countries: &Countries) {
    let text = text.trim();
    let joints = [" en ", " and ", " und ", " - "];
    let joint = joints.iter().find_map(|joint| text.split_once(joint));
    match joint.filter(|_| countries.find(text).is_none()) {
        Some((left, right)) => {
            push_piece(pieces, left, belongs, countries);
            push_piece(pieces, right, false, countries);
        }
        None if text.is_empty() => {}
        None => pieces.push(Piece { text, belongs }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Places {
        let countries = Countries::from_tsv(include_str!("../../imports/countries.tsv")).unwrap();
        Places::parse(text, &countries)
    }

    #[test]
    fn cells_of_places_come_apart() {
        for (text, expected) in [
            ("China", "CN"),
            ("VERENIGDE ARABISCHE EMIRATEN", "AE"),
            ("Turkije en Duitsland", "TR DE"),
            ("Duitsland / Polen", "DE PL"),
            ("Duitsland/Polen", "DE PL"),
            ("Marokko, Tunesië en Algerije", "MA TN DZ"),
            ("Bosnië en Herzegovina", "BA"),
            ("China (Liaoning)", "CN:Liaoning"),
            ("China, provincie Liaoning", "CN:Liaoning"),
            ("China - Liaoning", "CN:Liaoning"),
            ("Liaoning, China", "CN:Liaoning"),
            ("Verenigde Staten, Californië", "US:Californië"),
            ("Turkije (Istanbul)", "TR::Istanbul"),
            ("Dubai", "AE::Dubai"),
            ("Beieren", "DE:Beieren"),
            ("Brazilië (Mato Grosso)", "BR:Mato Grosso"),
            ("Brazilië, stad Maringá", "BR::Maringá"),
            ("Duitsland (Hannover), Polen (Poznan)", "DE::Hannover PL::Poznan"),
            ("USA, Texas, Houston", "US:Texas:Houston"),
            ("Scandinavië", "-"),
        ] {
            let places = read(text);
            let shown = places.places.iter().map(|place| {
                let part = |part: &Option<String>| part.as_deref().map(|part| format!(":{part}")).unwrap_or_default();
                let city = if place.region.is_none() && place.city.is_some() { ":" } else { "" };
                let country = place.country.as_deref().unwrap_or("-");
                format!("{country}{}{city}{}", part(&place.region), part(&place.city))
            });
            assert_eq!(shown.collect::<Vec<_>>().join(" "), expected, "{text}");
            assert_eq!(places.unknown, Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_word_that_names_no_country_is_told() {
        assert_eq!(read("Absurdistan").unknown, ["Absurdistan"]);
        assert_eq!(read("Duitsland / Absurdistan").unknown, ["Absurdistan"]);
        assert_eq!(read("nader te bepalen land").places, []);
    }
}
