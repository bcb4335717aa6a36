import {
  arazzo,
  entry,
  listNames,
  quote,
  suggestion,
  type UnknownName,
} from "../catalogue-entry.js";

/** Messages on reading the files, and whether their objects are as the standard asks. */
export const documents = {
  "file-not-readable": entry<{ name: string; problem: string }>({
    severity: "error",
    message: ({ name, problem }) => `${name} cannot be read: ${problem}`,
    why: "Nothing can be generated from a file that is not there.",
    fix: () => "check the path",
  }),
  "no-description": entry<{ name: string }>({
    severity: "error",
    message: ({ name }) => `no Arazzo description in ${name}`,
    why: "Only a document with the field `arazzo` describes workflows.",
    fix: () => "name an Arazzo document, or a folder that holds one",
    standard: arazzo("arazzo-specification-object"),
  }),
  "yaml-syntax": entry<{ problem: string }>({
    severity: "error",
    message: ({ problem }) => problem,
    why: "The rest of the document cannot be trusted when its syntax is broken.",
    fix: () => "mend the YAML or JSON at this place",
    standard: arazzo("format"),
  }),
  "missing-field": entry<{ object: string; fields: readonly string[] }>({
    severity: "error",
    message: ({ object, fields }) =>
      fields.length === 1
        ? `${object} lacks the field ${listNames(fields)}`
        : `${object} has none of the fields ${listNames(fields)}`,
    why: "The standard requires it.",
    fix: ({ fields }) => `add ${fields.length > 1 ? "one of " : ""}${listNames(fields)}`,
    standard: arazzo("schema"),
  }),
  "version-unsupported": entry<{ version: string }>({
    severity: "error",
    message: ({ version }) => `${quote(version)} is no version of Arazzo that can be compiled`,
    why: "What its fields mean is not known.",
    fix: () => "write arazzo: 1.0.1, and the workflows as that version has them",
    standard: arazzo("versions"),
  }),
  "wrong-kind": entry<{ field: string; expected: string; nearest?: string | undefined }>({
    severity: "error",
    message: ({ field, expected }) => `${quote(field)} must be ${expected}`,
    why: "The standard says what kind of value each field holds.",
    fix: ({ expected, nearest }) =>
      nearest === undefined ? `write ${expected}` : `did you mean ${quote(nearest)}?`,
    standard: arazzo("schema"),
  }),
  "fields-exclusive": entry<{ object: string; fields: readonly string[] }>({
    severity: "error",
    message: ({ object, fields }) => `${object} has more than one of ${listNames(fields)}`,
    why: "Only one of them can be meant.",
    fix: () => "remove all but one",
    standard: arazzo("schema"),
  }),
  "field-unknown": entry<UnknownName & { object: string }>({
    severity: "warning",
    message: ({ name, object }) => `${object} has no field ${quote(name)}`,
    why: "It is ignored, which is hardly what was meant.",
    fix: ({ name, nearest }) => {
      if (name === "$ref")
        return "write reference: $components.<section>.<name>, or the object itself";
      return nearest === undefined ? "remove it" : `did you mean ${quote(nearest)}?`;
    },
    standard: arazzo("schema"),
  }),
  "schema-keyword": entry<{ name: string; expected: string; nearest: string | undefined }>({
    severity: "warning",
    message: ({ name, expected }) => `${quote(name)} of a JSON Schema must be ${expected}`,
    why: "What is written here is ignored, which is hardly what was meant.",
    fix: ({ expected, nearest }) =>
      nearest === undefined ? `write ${expected}` : `did you mean ${quote(nearest)}?`,
    standard: arazzo("workflow-object"),
    deviation: true,
  }),
  "schema-keyword-unknown": entry<{ name: string; nearest: string }>({
    severity: "warning",
    message: ({ name }) => `JSON Schema has no keyword ${quote(name)}`,
    why: "It is ignored, which is hardly what was meant.",
    fix: ({ nearest }) => `did you mean ${quote(nearest)}?`,
    standard: arazzo("workflow-object"),
  }),
  "duplicate-id": entry<{ what: string; id: string }>({
    severity: "error",
    message: ({ what, id }) => `the ${what} ${quote(id)} is given twice`,
    why: "Only one of them can be meant.",
    fix: () => "rename or remove one of the two",
    standard: arazzo("workflow-object"),
  }),
  "name-deviation": entry<{ what: string; name: string }>({
    severity: "info",
    message: ({ what, name }) =>
      `the standard does not allow ${quote(name)} as the name of ${what}`,
    why: "A name is made of letters, digits, dots, dashes and underscores; other tools may not find others.",
    fix: () => "rename it",
    standard: arazzo("components-object"),
    deviation: true,
  }),
  "name-discouraged": entry<{ what: string; name: string }>({
    severity: "info",
    message: ({ what, name }) => `${quote(name)} is not written as the standard asks of ${what}`,
    why: "It asks for letters, digits, dashes and underscores, so that every tool can read expressions with it.",
    fix: () => "rename it",
    standard: arazzo("step-object"),
  }),
  "component-not-found": entry<UnknownName & { section: string }>({
    severity: "error",
    message: ({ name, section }) => `components.${section} has no ${quote(name)}`,
    why: "The reference leads nowhere.",
    fix: suggestion,
    standard: arazzo("components-object"),
  }),
  "component-reference": entry<{ reference: string; section: string }>({
    severity: "error",
    message: ({ reference, section }) =>
      `${quote(reference)} does not refer to an object of components.${section}`,
    why: "Only an object of the components section of this document can be used again.",
    fix: ({ section }) => `write $components.${section}.<name>`,
    standard: arazzo("reusable-object"),
  }),
  "reference-not-found": entry<{ reference: string }>({
    severity: "warning",
    message: ({ reference }) => `${quote(reference)} refers to nothing`,
    why: "What it should describe has the type `unknown`.",
    fix: () => "correct the reference",
  }),
  unsupported: entry<{ construct: string }>({
    severity: "error",
    message: ({ construct }) => `${construct} cannot be compiled yet`,
    why: "Code that ignores a part of the document would do something else than it says.",
    fix: () => "write the workflow without it",
  }),
};
