import { vi } from "vitest";

/** What modules ask of a page when they are loaded; import this one before them. */
vi.stubGlobal("document", { documentElement: { dataset: {} } });
vi.stubGlobal("navigator", { language: "en" });
vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener: () => {} }));
vi.stubGlobal("location", { hash: "#/s/a/front?compare=b" });
vi.stubGlobal("addEventListener", () => {});
