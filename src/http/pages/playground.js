// The playground: an editor, the response and the schema's documentation, without anything from elsewhere.

"use strict";

const TYPE = "kind name ofType { kind name ofType { kind name ofType { kind name } } }";
const INTROSPECTION = `{ __schema {
  queryType { name } mutationType { name }
  types {
    kind name description
    fields(includeDeprecated: true) { name description args { name description type { ${TYPE} } } type { ${TYPE} } }
    inputFields { name description type { ${TYPE} } }
    enumValues(includeDeprecated: true) { name description }
    possibleTypes { name }
  }
} }`;

const at = (id) => document.getElementById(id);
const query = at("query");
const variables = at("variables");

// ---------------------------------------------------------------- asking

/** Sends a request; with a file, as the GraphQL multipart request specification has it. */
async function ask(request, file) {
  const headers = { accept: "application/graphql-response+json, application/json;q=0.9" };
  if (!file) {
    headers["content-type"] = "application/json";
    return fetch("/graphql", { method: "POST", headers, body: JSON.stringify(request) });
  }
  headers["graphql-require-preflight"] = "1";
  const form = new FormData();
  form.append("operations", JSON.stringify({ ...request, variables: { ...request.variables, file: null } }));
  form.append("map", JSON.stringify({ 0: ["variables.file"] }));
  form.append("0", file);
  return fetch("/graphql", { method: "POST", headers, body: form });
}

async function run() {
  const start = performance.now();
  show("…", "", false);
  try {
    const file = /\$file\b/.test(query.value) ? at("file").files[0] : undefined;
    const text = variables.value.trim();
    const response = await ask({ query: query.value, variables: text ? JSON.parse(text) : {} }, file);
    const body = await response.json();
    const time = `${Math.round(performance.now() - start)} ms`;
    const wrong = Boolean(body.errors);
    show(`${response.status} · ${time}`, JSON.stringify(body, null, 2), wrong);
  } catch (error) {
    show("not sent", error instanceof SyntaxError ? `The variables are not JSON: ${error.message}` : String(error), true);
  }
}

function show(status, text, wrong) {
  at("status").textContent = status;
  at("status").classList.toggle("wrong", wrong);
  at("response").textContent = text;
}

// ---------------------------------------------------------------- editing

function open(example) {
  query.value = example.query;
  variables.value = example.variables ? JSON.stringify(example.variables, null, 2) : "";
  for (const tab of at("examples").children) {
    tab.setAttribute("aria-current", String(tab.textContent === example.name));
  }
}

/** Keeps the indentation of the line above, as one expects of an editor. */
function edit(event) {
  const field = event.target;
  const before = field.value.slice(0, field.selectionStart);
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    event.preventDefault();
    run();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    const indent = before.slice(before.lastIndexOf("\n") + 1).match(/^ */)[0];
    insert(field, "\n" + indent + (/[{([]\s*$/.test(before) ? "  " : ""));
  }
}

/** As if typed, so that undo knows it. */
function insert(field, text) {
  field.focus();
  document.execCommand("insertText", false, text);
}

// ---------------------------------------------------------------- documentation

let types = new Map();
let roots = [];

async function learn() {
  try {
    const { data } = await (await ask({ query: INTROSPECTION })).json();
    types = new Map(data.__schema.types.filter((type) => !type.name.startsWith("__")).map((type) => [type.name, type]));
    roots = [data.__schema.queryType, data.__schema.mutationType].filter(Boolean).map((type) => type.name);
    describe(roots[0]);
  } catch {
    at("docs").textContent = "The schema cannot be read just now.";
  }
}

/** An element with text or elements in it. */
function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function link(name, text = name) {
  const made = element("button", text);
  made.type = "button";
  made.addEventListener("click", () => describe(name));
  return made;
}

/** `[Mission!]!` with the name as a link. */
function written(type) {
  if (type.kind === "NON_NULL") return [...written(type.ofType), "!"];
  if (type.kind === "LIST") return ["[", ...written(type.ofType), "]"];
  return types.has(type.name) ? [link(type.name)] : [type.name];
}

function entry(field) {
  const args = (field.args ?? []).flatMap((arg, n) => [n ? ", " : "", `${arg.name}: `, ...written(arg.type)]);
  const signature = element("dt", field.name, ...(args.length ? ["(", ...args, ")"] : []));
  if (field.type) signature.append(": ", ...written(field.type));
  return [signature, element("dd", field.description ?? "")];
}

/** Shows one type: what it is, its fields or values, and what it may be. */
function describe(name) {
  const type = types.get(name);
  const path = element("p", ...roots.map((root) => link(root)));
  path.className = "path";
  const members = type.fields ?? type.inputFields ?? type.enumValues ?? [];
  const parts = [path, element("h2", name), element("p", type.description ?? "")];
  if (type.possibleTypes) parts.push(element("p", "One of: ", ...type.possibleTypes.flatMap((of) => [link(of.name), " "])));
  at("docs").replaceChildren(...parts, element("dl", ...members.flatMap(entry)));
  at("docs").scrollTop = 0;
}

/** Lists the types and fields whose name contains what is looked for. */
function find(text) {
  const wanted = text.trim().toLowerCase();
  if (!wanted) return describe(roots[0]);
  const found = [];
  for (const type of types.values()) {
    if (type.name.toLowerCase().includes(wanted)) found.push(element("dt", link(type.name)));
    for (const member of type.fields ?? type.inputFields ?? type.enumValues ?? []) {
      if (member.name.toLowerCase().includes(wanted)) found.push(element("dt", link(type.name, `${type.name}.${member.name}`)));
    }
  }
  at("docs").replaceChildren(found.length ? element("dl", ...found.slice(0, 100)) : element("p", "Nothing of that name."));
}

// ---------------------------------------------------------------- start

/** What a link asks to open: `?query=…&variables=…`, or the same behind `#`, which is not sent to the server. */
function asked() {
  for (const text of [location.hash.slice(1), location.search.slice(1)]) {
    const parameters = new URLSearchParams(text);
    if (parameters.has("query")) return parameters;
  }
  return undefined;
}

async function start() {
  const examples = await (await fetch("/assets/examples.json")).json();
  for (const example of examples) {
    const tab = element("button", example.name);
    tab.type = "button";
    tab.addEventListener("click", () => open(example));
    at("examples").append(tab);
  }
  const wanted = asked();
  if (wanted) {
    query.value = wanted.get("query");
    variables.value = wanted.get("variables") ?? "";
  } else {
    open(examples[0]);
  }
}

query.addEventListener("keydown", edit);
variables.addEventListener("keydown", edit);
at("run").addEventListener("click", run);
at("search").addEventListener("input", (event) => find(event.target.value));
start();
show("", "Run the query, or press Ctrl-Enter in it.", false);
learn();
