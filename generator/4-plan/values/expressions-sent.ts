import type { Expression, LinkedStep, Template } from "../../model/linked.js";

/** The expressions whose values a step sends, or gives to the workflow that it runs. */
export function expressionsSent({ call }: LinkedStep): readonly Expression[] {
  const templates =
    call.kind === "workflow"
      ? call.inputs.map(({ value }) => value)
      : [
          ...call.parameters.map(({ value }) => value),
          ...(call.requestBody ? [call.requestBody.payload] : []),
        ];
  return templates.flatMap(expressionsIn);
}

function expressionsIn(template: Template): readonly Expression[] {
  switch (template.kind) {
    case "literal":
      return [];
    case "expression":
      return [template.expression];
    case "text":
      return template.parts.filter((part) => typeof part !== "string");
    case "array":
      return template.items.flatMap(expressionsIn);
    case "object":
      return template.entries.flatMap(({ name, value }) => [
        ...(typeof name === "string" ? [] : [name]),
        ...expressionsIn(value),
      ]);
  }
}
