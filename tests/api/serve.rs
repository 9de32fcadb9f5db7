//! The server as a program: where it listens, what it says and how it stops.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use crate::support::program::{command, run};
use crate::support::sqlite;

/// A server that is stopped when it is dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Starts one on any free port, and waits until it says where it serves.
    fn start(url: &str) -> Self {
        let arguments = ["serve", "--listen", "127.0.0.1:0", "--log", "missieregister=info"];
        let mut child = command(url, &arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let address = line.trim().rsplit("http://").next().unwrap().to_owned();
        Self { child, address }
    }

    fn fetch(&self, path: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {}\r\nconnection: close\r\n\r\n", self.address).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[tokio::test]
async fn the_server_says_where_it_serves_and_stops_when_asked() {
    let register = sqlite().await;
    let mut server = Server::start(&register.url);
    assert!(server.fetch("/healthz").ends_with(r#"{"status":"ok"}"#));
    let asked = Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status().unwrap();
    assert!(asked.success());
    assert_eq!(server.child.wait().unwrap().code(), Some(0));
}

#[tokio::test]
async fn the_server_listens_on_this_machine_only() {
    let register = sqlite().await;
    for address in ["0.0.0.0:0", "[::]:0"] {
        let refused = run(&register.url, &["serve", "--listen", address]);
        assert_eq!(refused.status, 1);
        assert!(refused.err.contains("can be reached from other machines"), "{}", refused.err);
    }
    let public = run(&register.url, &["serve", "--public"]);
    assert_eq!(public.status, 1);
    assert!(public.err.contains("no roles"), "{}", public.err);
}

#[tokio::test]
async fn the_log_tells_of_requests_but_not_of_what_they_ask() {
    let register = sqlite().await;
    let mut server = Server::start(&register.url);
    server.fetch("/graphql?query=%7B__typename%7D&person=Jansen");
    server.child.kill().unwrap();
    let mut log = String::new();
    server.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert!(log.contains("path=\"/graphql\" status=200"), "{log}");
    assert!(!log.contains("Jansen") && !log.contains("__typename"), "{log}");
}

#[tokio::test]
async fn an_address_in_use_is_named() {
    let register = sqlite().await;
    let server = Server::start(&register.url);
    let second = run(&register.url, &["serve", "--listen", &server.address]);
    assert_eq!(second.status, 1);
    assert!(second.err.contains(&server.address) && second.err.contains("--listen"), "{}", second.err);
}

#[test]
fn a_register_that_cannot_be_opened_is_told_without_its_password() {
    let refused = run("mysql://someone:secret@example.com/x", &["token", "list"]);
    assert_eq!(refused.status, 1);
    assert!(refused.err.contains("--database-url") && !refused.err.contains("secret"), "{}", refused.err);
}

#[test]
fn wrong_usage_is_told_apart_from_a_refusal() {
    assert_eq!(run("sqlite::memory:", &["frobnicate"]).status, 2);
    assert_eq!(run("sqlite::memory:", &["token", "list", "--log", "=loud="]).status, 2);
    assert_eq!(run("sqlite::memory:", &["--help"]).status, 0);
}
