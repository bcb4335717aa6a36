import type { Kept } from "../compile.js";
import { type CompiledCluster, settingsOf } from "../compiled-cluster.js";
import { isObject } from "../source/located.js";
import type { Memory } from "./memory.js";
import type { Settings } from "./settings.js";

/** What a command remembers. */
export interface Recalled {
  /** What this compiler left when the same command ran before. */
  readonly kept: Kept;
  /** Remembers it for the next time. */
  readonly remember: () => Promise<void>;
}

/** What the memory holds of the same command; of what is fetched or comes from the standard input, nothing. */
export async function recall(settings: Settings, memory: Memory | undefined): Promise<Recalled> {
  if (settings.kept) return { kept: settings.kept, remember: async () => {} };
  const isRepeatable = !settings.fetch && !settings.texts?.size;
  if (!isRepeatable || !memory) return { kept: {}, remember: async () => {} };
  const command = JSON.stringify([settings.documents, settingsOf(settings)]);
  const text = await memory.recall(command);
  const before: readonly CompiledCluster[] = text === undefined ? [] : JSON.parse(text);
  const kept: Kept = { clusters: before, settings: settingsOf(settings) };
  return { kept, remember };

  async function remember(): Promise<void> {
    if (!kept.clusters || kept.clusters === before) return;
    await memory?.keep(command, JSON.stringify(kept.clusters, withoutText));
  }
}

/** The texts of sources are read again. */
function withoutText(this: unknown, key: string, value: unknown): unknown {
  return key === "source" && isObject(value) && "text" in value ? { ...value, text: "" } : value;
}
