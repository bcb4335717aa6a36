import { catalogue, type DiagnosticCode } from "../../generator/diagnostics/catalogue.js";

/** The page that tells of every code, with what its case has on the screen. */
export function renderPage(screens: ReadonlyMap<string, string>): string {
  const codes = Object.keys(catalogue).filter(isCode).sort();
  const sections = codes.map((code) => section(code, exampleOf(code, screens.get(code) ?? "")));
  return [introduction, ...sections].join("\n");
}

const introduction = `# Diagnostics

What \`arazzo-typescript\` has to say of a document, by its code. This page is written by
\`npx vitest run test/diagnostics -u\` from \`generator/diagnostics/catalogue/\` and the cases in
\`test/diagnostics/\`.

An **error** keeps the code from being generated, and the command exits with 1. A **warning** tells
what is probably not meant, an **info** what is worth knowing.

\`--format json\` is a list of \`{ code, severity, message, why, fix, standard, place, related }\`. A place
is \`{ document, line, column, endLine, endColumn }\`, or null for what is not about a document. Lines and
columns are counted from 1, columns in UTF-16 code units, and the end is the place after the last one.
\`--format sarif\` is a log of SARIF 2.1.0, \`--format github\` has a workflow command for each.
`;

function section(code: DiagnosticCode, example: string): string {
  const { severity, why, standard, deviation, isTypeError } = catalogue[code];
  const under = deviation ? "; an error with `--strict`" : "";
  const lenient = isTypeError ? "; a warning with `--on-type-error warn`" : "";
  const rule = standard === undefined ? "" : ` [The standard](${standard})`;
  const shown = example === "" ? "" : `\n\`\`\`text\n${example}\n\`\`\`\n`;
  return `## ${code}\n\n**${severity}**${under}${lenient}. ${why}${rule}\n${shown}`;
}

/** The first diagnostic of a code on a screen, without what the page itself says. */
function exampleOf(code: string, screen: string): string {
  const [example = ""] = screen.split("\n\n").filter((shown) => shown.includes(` ${code}: `));
  return example
    .split("\n")
    .filter((line) => !/^ +(= (why|standard):|= see )/.test(line))
    .join("\n");
}

function isCode(name: string): name is DiagnosticCode {
  return name in catalogue;
}
