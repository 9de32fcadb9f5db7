//! The best assignment of columns to fields, over all columns at once (the Hungarian method).
//!
//! Invariant: no column has two fields, no field two columns, and no other assignment has a higher sum of scores.

/// For each row of scores, the column that it is given, if any. Scores of 0 or less are never given.
pub(super) fn best(scores: &[Vec<f64>]) -> Vec<Option<usize>> {
    let width = scores.first().map_or(0, Vec::len);
    // As many blank columns as there are rows, so that a row may go without.
    let total = width + scores.len();
    let cost = |row: usize, column: usize| -scores[row].get(column).map_or(0.0, |score| score.max(0.0));
    let mut matching = Matching::new(scores.len(), total);
    for row in 1..=scores.len() {
        matching.add(row, &cost);
    }
    let mut given = vec![None; scores.len()];
    for column in 1..=width {
        let row = matching.row_of[column];
        if row > 0 && scores[row - 1][column - 1] > 0.0 {
            given[row - 1] = Some(column - 1);
        }
    }
    given
}

/// Potentials and matches, counted from 1; 0 is no row or no column.
struct Matching {
    row_potential: Vec<f64>,
    column_potential: Vec<f64>,
    row_of: Vec<usize>,
    came_from: Vec<usize>,
}

impl Matching {
    fn new(rows: usize, columns: usize) -> Self {
        Self {
            row_potential: vec![0.0; rows + 1],
            column_potential: vec![0.0; columns + 1],
            row_of: vec![0; columns + 1],
            came_from: vec![0; columns + 1],
        }
    }

    /// Matches one more row, moving others along the cheapest path.
    fn add(&mut self, row: usize, cost: &impl Fn(usize, usize) -> f64) {
        self.row_of[0] = row;
        let mut column = self.cheapest_path(cost);
        while column != 0 {
            let previous = self.came_from[column];
            self.row_of[column] = self.row_of[previous];
            column = previous;
        }
    }

    fn cheapest_path(&mut self, cost: &impl Fn(usize, usize) -> f64) -> usize {
        let columns = self.row_of.len();
        let mut slack = vec![f64::INFINITY; columns];
        let mut visited = vec![false; columns];
        let mut at = 0;
        loop {
            visited[at] = true;
            let row = self.row_of[at];
            let (mut step, mut next) = (f64::INFINITY, 0);
            for column in (1..columns).filter(|column| !visited[*column]) {
                let reduced = cost(row - 1, column - 1) - self.row_potential[row] - self.column_potential[column];
                if reduced < slack[column] {
                    slack[column] = reduced;
                    self.came_from[column] = at;
                }
                if slack[column] < step {
                    (step, next) = (slack[column], column);
                }
            }
            self.shift(step, &visited, &mut slack);
            at = next;
            if self.row_of[at] == 0 {
                return at;
            }
        }
    }

    fn shift(&mut self, step: f64, visited: &[bool], slack: &mut [f64]) {
        for column in 0..visited.len() {
            if visited[column] {
                self.row_potential[self.row_of[column]] += step;
                self.column_potential[column] -= step;
            } else {
                slack[column] -= step;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::best;

    #[test]
    fn the_sum_counts_and_not_the_first_choice() {
        // The first row likes column 0 best, but the second row has nothing else.
        assert_eq!(best(&[vec![0.9, 0.8], vec![0.9, 0.0]]), [Some(1), Some(0)]);
        assert_eq!(best(&[vec![0.0, 0.0], vec![0.5, 0.0]]), [None, Some(0)]);
        assert_eq!(best(&[vec![0.5], vec![0.7], vec![0.6]]), [None, Some(0), None]);
        assert_eq!(best(&[]), []);
    }

    #[test]
    fn every_small_matrix_gets_its_best_sum() {
        let sum = |scores: &[Vec<f64>], given: &[Option<usize>]| -> f64 {
            given.iter().enumerate().filter_map(|(row, column)| Some(scores[row][(*column)?])).sum()
        };
        for seed in 0..200_u32 {
            let score = |row: u32, column: u32| {
                f64::from((seed * 31 + row * 17 + column * 7 + row * column * seed) % 10) / 10.0
            };
            let scores: Vec<Vec<f64>> = (0..3).map(|row| (0..3).map(|column| score(row, column)).collect()).collect();
            let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
            let most = orders.iter().map(|order| sum(&scores, &order.map(Some))).fold(0.0, f64::max);
            assert!((sum(&scores, &best(&scores)) - most).abs() < 1e-9, "{scores:?}");
        }
    }
}
