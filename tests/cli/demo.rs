//! `serve --demo`: the main job with nothing else needed.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::support::program::command;

/// A running server that ends with the test.
struct Demo {
    process: Child,
    address: String,
}

#[test]
fn the_demonstration_serves_the_examples_and_a_page_to_look_at_them() {
    let demo = Demo::start();
    let query =
        json!({ "query": "{ missions(filter: {year: {eq: 2016}, direction: {eq: OUTBOUND}}) { totalCount } }" });
    let (status, body) = demo.request("POST", "/graphql", &query.to_string());
    assert_eq!(status, 200, "{body}");
    assert_eq!(body.parse::<Value>().unwrap(), json!({ "data": { "missions": { "totalCount": 4 } } }));
    for page in ["/", "/playground", "/schema.graphql", "/healthz"] {
        let (status, body) = demo.request("GET", page, "");
        assert_eq!(status, 200, "{page}: {body}");
    }
}

impl Demo {
    /// Starts it on a port that is free and waits for the address that it prints.
    fn start() -> Self {
        let mut command = command("", &["serve", "--demo", "--listen", "127.0.0.1:0"]);
        let mut process =
            command.env_remove("DATABASE_URL").stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| line.split_once("http://").map(|(_, address)| address.to_owned()));
        let demo = Self { process, address: address.unwrap_or_default().trim_end_matches('/').to_owned() };
        assert!(demo.address.starts_with("127.0.0.1:"), "no address was printed: `{}`", demo.address);
        demo
    }

    /// The status and the body of one answer.
    fn request(&self, method: &str, path: &str, body: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}",
            self.address
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
