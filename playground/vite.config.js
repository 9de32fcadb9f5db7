import { defineConfig } from "vite";

export default defineConfig({
  base: "/playground/",
  // React's JSX without a plugin of its own.
  oxc: { jsx: { runtime: "automatic" } },
  build: { modulePreload: { polyfill: false }, chunkSizeWarningLimit: 8000, assetsInlineLimit: 0 },
  worker: { format: "es" },
});
