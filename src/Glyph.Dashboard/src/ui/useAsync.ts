import { useEffect, useState } from "preact/hooks";
import { messageOf } from "../state/app";

export interface Loaded<T> {
  value: T | null;
  error: string | null;
  isLoading: boolean;
}

/** Asks for something whenever its key changes; an answer that comes too late is dropped. */
export function useAsync<T>(ask: () => Promise<T>, key: string): Loaded<T> {
  const [state, setState] = useState<Loaded<T> & { key: string }>({ value: null, error: null, isLoading: true, key });
  useEffect(() => {
    let isCurrent = true;
    setState({ value: null, error: null, isLoading: true, key });
    ask().then(
      (value) => isCurrent && setState({ value, error: null, isLoading: false, key }),
      (e: unknown) => isCurrent && setState({ value: null, error: messageOf(e), isLoading: false, key }));
    return () => {
      isCurrent = false;
    };
  }, [key]);
  // What was loaded for another key is not shown for this one.
  return state.key === key ? state : { value: null, error: null, isLoading: true };
}
