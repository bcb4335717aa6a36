import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import Handlebars from "handlebars";
import { Code } from "../../code/code.js";
import { layOut } from "../../code/lay-out.js";
import type { TracedFile } from "../../model/emitted.js";
import type { ImportExtension } from "../../source/import-extension.js";
import { templatesFolder } from "../../source/templates-folder.js";
import type { ApiView, IndexView, InputsSchemaView, WorkflowView } from "../views.js";
import { collectedImports, importLines } from "./import-lines.js";

interface Views {
  readonly "workflow.ts": WorkflowView;
  readonly "api.ts": ApiView;
  readonly "index.ts": IndexView;
  readonly "schema.ts": InputsSchemaView;
}

const options = { strict: true, noEscape: true, knownHelpersOnly: true } as const;

/** Prints a file from a template and a view, and adds the imports for the printed code. */
export type Render = <Name extends keyof Views>(
  path: string,
  template: Name,
  view: Views[Name],
) => TracedFile;

/** Reads the templates and compiles them. */
export function createRenderer(extension: ImportExtension): Render {
  const handlebars = Handlebars.create();
  const files = readdirSync(templatesFolder).filter((file) => file.endsWith(".hbs"));
  const templates = new Map(
    files.map((file) => {
      const name = basename(file, ".hbs");
      const template = handlebars.compile(
        readFileSync(join(templatesFolder, file), "utf8"),
        options,
      );
      handlebars.registerPartial(name, template);
      return [name, template];
    }),
  );
  return (path, name, view) => {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no template ${name}`);
    const codes: Code[] = [];
    const parts = fillPlaceholders(tidyLines(template(toPrintable(view, codes))), codes);
    const imports = Code.join(importLines(parts, path, extension), "\n");
    const all = parts.map((part) => (part === collectedImports ? imports : part));
    return { path, ...layOut(all) };
  };
}

const [open, close] = ["\uE000", "\uE001"];

/** Replaces each `Code` in a view by a placeholder, so that a template cannot print any other value. */
function toPrintable(view: unknown, codes: Code[]): unknown {
  if (view instanceof Code) return `${open}${codes.push(view) - 1}${close}`;
  if (typeof view === "boolean") return view;
  if (Array.isArray(view)) return view.map((item) => toPrintable(item, codes));
  if (typeof view !== "object" || view === null) {
    throw new TypeError(`a template cannot print ${typeof view}`);
  }
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => [key, toPrintable(value, codes)]),
  );
}

/** Removes trailing spaces, repeated blank lines, and blank lines at the start of a block or the end of the file. */
function tidyLines(text: string): string {
  return text
    .replace(/ +$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\{\n\n/g, "{\n")
    .replace(/\n+$/, "\n");
}

function fillPlaceholders(text: string, codes: readonly Code[]): readonly (string | Code)[] {
  return text.split(new RegExp(`${open}(\\d+)${close}`)).flatMap((part, index) => {
    if (index % 2 === 0) return part;
    return codes[Number(part)] ?? [];
  });
}
