import { signal } from "@preact/signals";

/** The trial that was looked at last, so that the navigation leads back to it. */
export const lastTrial = signal<number | null>(null);
