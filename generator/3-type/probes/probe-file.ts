import { referencesIn, type TypeNode } from "../../model/type-node.js";
import type { NamedType, TypedApi } from "../../model/typed.js";
import type { CheckedType, TypeScriptProgram } from "../../typescript/program.js";
import { typeText } from "../schemas/type-text.js";
import { printDeclaration, printProbes } from "./write-probes.js";

/** Evaluates a type with TypeScript. Call it only after the probe file has been written. */
export type Probe = () => CheckedType;

/** The probes of a workflow. Equal types share a probe. */
export class ProbeFile {
  readonly #path: string;
  readonly #program: TypeScriptProgram;
  /** The names of probes, by the text of their types. */
  readonly #names = new Map<string, string>();
  readonly #types: { readonly name: string; readonly type: TypeNode }[] = [];

  constructor(path: string, program: TypeScriptProgram) {
    this.#path = path;
    this.#program = program;
  }

  add(type: TypeNode): Probe {
    const text = typeText(type);
    const name = this.#names.get(text) ?? `probe${this.#types.length}`;
    if (!this.#names.has(text)) this.#types.push({ name, type });
    this.#names.set(text, name);
    return () => this.#program.probe(this.#path, name);
  }

  /** Writes the probes, the schemas that they refer to, and imports of the probes of APIs. */
  write(apis: readonly TypedApi[], schemas: readonly NamedType[]): void {
    const types = [...schemas, ...this.#types].flatMap(({ type }) => referencesIn(type));
    const namespaces = new Set(types.map(({ namespace }) => namespace));
    const imports = apis
      .filter(({ namespace }) => namespaces.has(namespace))
      .map(
        ({ namespace, moduleName }) =>
          `import type * as ${namespace} from "./apis/${moduleName}.js";\n`,
      );
    const declarations = schemas.map(printDeclaration);
    const text = [...imports, ...declarations, printProbes(this.#types)].join("");
    this.#program.write(this.#path, text);
  }
}
