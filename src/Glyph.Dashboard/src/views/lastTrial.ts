import { signal } from "@preact/signals";

/** The trial that was looked at last, and of which search, so that the navigation leads back to it. */
export const lastTrial = signal<{ search: string; trial: number } | null>(null);
