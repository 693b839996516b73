import { defineConfig } from "vite";

// One script and one style sheet: the live page links them, an exported report carries them inline.
export default defineConfig({
  base: "./",
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    modulePreload: false,
    // Minifying styles would take Lightning CSS, which is not there; see build/no-lightningcss.
    cssMinify: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: { output: { codeSplitting: false } },
  },
  server: {
    // `npm run dev` beside a running daemon; see docs/dashboard.md.
    proxy: { "/api": process.env["GLYPH_DAEMON"] ?? "http://127.0.0.1:8370" },
  },
});
