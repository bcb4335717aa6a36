import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import Handlebars from "handlebars";
import { Code } from "../../code/code.js";
import { layOut } from "../../code/lay-out.js";
import type { TracedFile } from "../../model/emitted.js";
import { templatesFolder } from "../../source/templates-folder.js";
import type { ApiView, IndexView, WorkflowView } from "../views.js";

interface Views {
  readonly "workflow.ts": WorkflowView;
  readonly "api.ts": ApiView;
  readonly "index.ts": IndexView;
}

const options = { strict: true, noEscape: true, knownHelpersOnly: true } as const;

/** Prints a template with a view, and tells where the values of the documents went. */
export type Render = <Name extends keyof Views>(
  template: Name,
  view: Views[Name],
) => Pick<TracedFile, "text" | "origins">;

/** Reads the templates and makes them printable. */
export function createRenderer(): Render {
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
  return (name, view) => {
    const template = templates.get(name);
    if (!template) throw new Error(`there is no template ${name}`);
    const codes: Code[] = [];
    return fillPlaceholders(tidyLines(template(toPrintable(view, codes))), codes);
  };
}

const [open, close] = ["\uE000", "\uE001"];

/** The view with a placeholder for each code, so that nothing but code can be printed. */
function toPrintable(view: unknown, codes: Code[]): unknown {
  if (view instanceof Code) return `${open}${codes.push(view) - 1}${close}`;
  if (typeof view === "boolean") return view;
  if (Array.isArray(view)) return view.map((item) => toPrintable(item, codes));
  if (typeof view !== "object" || view === null) {
    throw new TypeError(`a view holds ${typeof view}, which is not to be printed`);
  }
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => [key, toPrintable(value, codes)]),
  );
}

/** Blank lines are empty, at most one together, none at the start of a block or the end of a file. */
function tidyLines(text: string): string {
  return text
    .replace(/ +$/gm, "")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\{\n\n/g, "{\n")
    .replace(/\n+$/, "\n");
}

/** Puts the codes in the places of the placeholders. */
function fillPlaceholders(text: string, codes: readonly Code[]): ReturnType<typeof layOut> {
  return layOut(
    text.split(new RegExp(`${open}(\\d+)${close}`)).flatMap((part, index) => {
      if (index % 2 === 0) return part;
      return codes[Number(part)] ?? [];
    }),
  );
}
