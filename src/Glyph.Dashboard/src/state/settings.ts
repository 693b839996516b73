import { computed, effect, signal } from "@preact/signals";
import { en, type Words } from "../i18n/en";
import { zh } from "../i18n/zh";

export type Language = "en" | "zh";
export type Theme = "light" | "dark";

/** Remembered where the browser lets a page remember; a file may be refused that. */
function remembered(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Then it holds for this visit only.
  }
}

const chosenLanguage = remembered("glyph.language");
export const language = signal<Language>(
  chosenLanguage === "en" || chosenLanguage === "zh" ? chosenLanguage : navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

const dictionaries: Record<Language, Words> = { en, zh };

/** Every word that the page shows, in the language chosen. */
export const words = computed(() => dictionaries[language.value]);

const prefersDark = matchMedia("(prefers-color-scheme: dark)");
const system = signal<Theme>(prefersDark.matches ? "dark" : "light");
prefersDark.addEventListener("change", () => (system.value = prefersDark.matches ? "dark" : "light"));

const chosenTheme = remembered("glyph.theme");
/** The theme that was chosen, or null: the system's. */
export const themeChoice = signal<Theme | null>(chosenTheme === "light" || chosenTheme === "dark" ? chosenTheme : null);
export const theme = computed<Theme>(() => themeChoice.value ?? system.value);

effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
  remember("glyph.theme", themeChoice.value);
});
effect(() => {
  document.documentElement.lang = language.value === "zh" ? "zh-Hans" : "en";
  remember("glyph.language", language.value);
});

export const prefersStillness = matchMedia("(prefers-reduced-motion: reduce)");
