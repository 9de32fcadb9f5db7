// The playground: GraphiQL with its explorer, the example queries as tabs, and nothing from elsewhere.

import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./page.css";

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { createGraphiQLFetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { createRoot } from "react-dom/client";

const address = (path) => new URL(path, location.href);

/** By the page's own session; a token may be named in the headers editor. */
const fetcher = createGraphiQLFetcher({
  url: address("/graphql").href,
  subscriptionUrl: address("/graphql").href.replace(/^http/, "ws"),
});

/** Examples have variables as JSON; GraphiQL edits them as text. */
const tab = ({ query, variables }) => ({
  query,
  variables: variables && Object.keys(variables).length ? JSON.stringify(variables, null, 2) : "",
});

/** What a link asks to open: `/playground?query=…&variables=…`, or the same behind `#`, which is not sent to the server. */
function asked() {
  for (const text of [location.hash.slice(1), location.search.slice(1)]) {
    const parameters = new URLSearchParams(text);
    if (parameters.has("query")) {
      return { query: parameters.get("query"), variables: parameters.get("variables") ?? "" };
    }
  }
  return undefined;
}

async function start() {
  const examples = await (await fetch("/assets/examples.json")).json();
  const wanted = asked();
  const first = wanted ? { initialQuery: wanted.query, initialVariables: wanted.variables } : {};
  createRoot(document.getElementById("playground")).render(
    <GraphiQL
      fetcher={fetcher}
      plugins={[HISTORY_PLUGIN, explorerPlugin({ showAttribution: false })]}
      defaultTabs={examples.filter((example) => !example.file).map(tab)}
      defaultEditorToolsVisibility="variables"
      inputValueDeprecation
      {...first}
    >
      <GraphiQL.Logo>
        <a href="/">Missieregister</a>
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <a href="/playground/plain">Plain editor, with uploads</a> · <a href="/schema.graphql">Schema</a>
      </GraphiQL.Footer>
    </GraphiQL>,
  );
}

start();
