import type { TypeNode } from "../../model/type-node.js";
import { typeText } from "../schemas/type-text.js";

/** Gives each type in a probe file an alias; equal types share one. */
export class ProbeAliases {
  readonly #aliases = new Map<string, string>();
  readonly #types: Probe[] = [];

  add(type: TypeNode): string {
    const text = typeText(type);
    const known = this.#aliases.get(text);
    if (known !== undefined) return known;
    const name = `probe${this.#types.length}`;
    this.#aliases.set(text, name);
    this.#types.push({ name, type });
    return name;
  }

  get all(): readonly Probe[] {
    return this.#types;
  }
}

/** A type that TypeScript is asked about, under the name of its property in the interface `Probes`. */
export interface Probe {
  readonly name: string;
  readonly type: TypeNode;
}
