import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, extname, join } from "node:path";
import Handlebars from "handlebars";
import { unseen } from "../source/escape-unseen.js";
import { templatesFolder } from "../source/templates-folder.js";
import type { PageView } from "./page-views.js";

/** Prints the page. The templates escape every string. */
export function renderPage(view: Omit<PageView, "styleHash">): string {
  const handlebars = Handlebars.create();
  const folder = join(templatesFolder, "page");
  const files = readdirSync(folder);
  const texts = new Map(
    files.map((file) => [basename(file, extname(file)), readFileSync(join(folder, file), "utf8")]),
  );
  for (const [name, text] of texts) {
    handlebars.registerPartial(name, handlebars.compile(text, options));
  }
  const hash = createHash("sha256").update(texts.get("style") ?? "");
  const page = handlebars.compile(texts.get("page") ?? "", options);
  return page(withoutInvisible({ ...view, styleHash: `sha256-${hash.digest("base64")}` }));
}

// Without `preventIndent`, indentation would become part of preformatted code.
const options = { strict: true, knownHelpersOnly: true, preventIndent: true } as const;

const unseenInText = new RegExp(String.raw`(?![\n\t])[${unseen}]+`, "gu");

/** Removes invisible characters, such as marks that change the text direction. */
function withoutInvisible(view: unknown): unknown {
  if (typeof view === "string") {
    return view.replace(unseenInText, " ");
  }
  if (Array.isArray(view)) return view.map(withoutInvisible);
  if (typeof view !== "object" || view === null) return view;
  return Object.fromEntries(
    Object.entries(view).map(([key, value]) => [key, withoutInvisible(value)]),
  );
}
