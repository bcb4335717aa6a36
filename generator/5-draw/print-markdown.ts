import { layOut } from "../code/lay-out.js";
import { viewType } from "../code/view-type.js";
import type { WorkflowPlan } from "../model/planned.js";
import { showPlace } from "../source/source-text.js";
import { chartOf } from "./chart.js";
import { printMermaid } from "./print-mermaid.js";
import { visibleText } from "./visible-text.js";

/** Workflows as Markdown, each with its chart, inputs and outcomes. */
export function printMarkdown(workflows: readonly WorkflowPlan[]): string {
  return `${workflows.map(printWorkflow).join("\n\n")}\n`;
}

const legend =
  "Solid arrows: success. Dashed arrows: failure. Arrows that end in a circle: data. " +
  "If a step fails and no action applies, the workflow throws an error.";

function printWorkflow({ workflowId, summary, flow, inputs, outcomes }: WorkflowPlan): string {
  const parts = [
    `## ${plain(workflowId)}`,
    ...(summary === undefined ? [] : [plain(summary)]),
    `\`\`\`mermaid\n${printMermaid(chartOf(flow))}\n\`\`\``,
    legend,
    ...list(
      "Inputs",
      (inputs.properties ?? []).map(({ name, type, allowsNull, isOptional, description }) => {
        const words = [isOptional ? "" : "required", description ?? ""].filter(Boolean);
        const details = words.length > 0 ? `: ${words.map(plain).join(". ")}` : "";
        return `${code(name)} ${code(print(type, { allowsNull }))}${details}`;
      }),
    ),
    ...list(
      "Outcomes",
      outcomes.flatMap(({ name, outputs }) => [
        code(name),
        ...outputs.map((each) => `  - ${code(each.name)} ${code(print(each.type, each))}`),
      ]),
    ),
    `Drawn from ${code(showPlace(flow.place))}`,
  ];
  return parts.join("\n\n");
}

function list(heading: string, items: readonly string[]): readonly string[] {
  if (items.length === 0) return [];
  const lines = items.map((item) => (item.startsWith("  - ") ? item : `- ${item}`));
  return [`### ${heading}\n\n${lines.join("\n")}`];
}

function print(...[type, absence]: Parameters<typeof viewType>): string {
  return layOut([viewType(type, absence)], Number.POSITIVE_INFINITY).text;
}

/** Escapes a string for Markdown. */
function plain(text: string): string {
  return visibleText(text).replace(/[!-/:-@[-`{-~]/g, (character) =>
    /[.,;'"()/?%]/.test(character) ? character : `\\${character}`,
  );
}

/** A code span, whose fence is longer than any backticks in the string. */
function code(text: string): string {
  const shown = visibleText(text);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}
