//! Builds the playground: GraphiQL from npm's registry, as `playground/package-lock.json` names it, bundled for the program.
//!
//! Without npm, without its registry, or with `MISSIEREGISTER_PLAYGROUND=plain` the build succeeds all the same, and the
//! plain editor of our own takes GraphiQL's place.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

/// What the bundle is made from.
const SOURCES: &[&str] =
    &["package.json", "package-lock.json", "index.html", "vite.config.js", "src/main.jsx", "src/page.css"];
const CHOICE: &str = "MISSIEREGISTER_PLAYGROUND";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed={CHOICE}");
    for source in SOURCES {
        println!("cargo::rerun-if-changed=playground/{source}");
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let (work, bundle) = (out.join("work"), out.join("playground"));
    let _ = fs::remove_dir_all(&bundle);
    if env::var(CHOICE).is_ok_and(|choice| choice == "plain") {
        return Ok(fs::create_dir_all(&bundle)?);
    }
    if let Err(why) = build(&work, &bundle) {
        println!("cargo::warning=the playground is the plain editor, for GraphiQL was not built: {why}");
        let _ = fs::remove_dir_all(&bundle);
        fs::create_dir_all(&bundle)?;
    }
    // Its packages take much room and are not needed again.
    let _ = fs::remove_dir_all(&work);
    Ok(())
}

fn build(work: &Path, bundle: &Path) -> Result<(), Box<dyn Error>> {
    let _ = fs::remove_dir_all(work);
    for source in SOURCES {
        let copy = work.join(source);
        fs::create_dir_all(copy.parent().unwrap_or(work))?;
        fs::copy(Path::new("playground").join(source), copy)?;
    }
    run(work, &["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])?;
    let out = bundle.to_str().ok_or("the output folder has an odd name")?;
    run(work, &["run", "--silent", "build", "--", "--logLevel", "error", "--emptyOutDir", "--outDir", out])
}

fn run(folder: &Path, arguments: &[&str]) -> Result<(), Box<dyn Error>> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let ended = Command::new(npm).args(arguments).current_dir(folder).stdin(Stdio::null()).output();
    let ended = ended.map_err(|why| format!("npm cannot be run ({why})"))?;
    if ended.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    Err(format!("`npm {}` failed: {}", arguments[0], said.lines().next().unwrap_or("it said nothing")).into())
}
