import { entry, quote } from "../catalogue-entry.js";

/** Messages about the generated code and the output folder. */
export const output = {
  "function-renamed": entry<{ workflowId: string; functionName: string }>({
    severity: "warning",
    message: ({ workflowId, functionName }) =>
      `the function for the workflow ${quote(workflowId)} is named ${functionName}`,
    why: "Another workflow or export already uses the name that the workflow would get.",
    fix: () => "rename the workflow, or compile the documents into separate folders",
  }),
  "generated-code": entry<{ file: string; problem: string }>({
    severity: "error",
    message: ({ file, problem }) => `the code generated for ${file} does not compile: ${problem}`,
    why: "This is a bug in arazzo-typescript, not in the document.",
    fix: () => "report this bug, with the document",
  }),
  "tsconfig-not-readable": entry<{ file: string; problem: string }>({
    severity: "warning",
    message: ({ file, problem }) => `${file} cannot be read: ${problem}`,
    why: "The tsconfig.json decides the extension of imports in generated files. Without the file, imports end in .js.",
    fix: () => "correct the file, or set the extension with --import-extension",
  }),
  "tsconfig-too-old": entry<{
    file: string;
    option: "target" | "lib";
    given: string;
    needed: string;
  }>({
    severity: "warning",
    message: ({ file, option, given, needed }) =>
      `${file} has the ${option} ${given}; generated code needs ${needed} or newer`,
    why: "With older settings, TypeScript reports errors in the generated code.",
    fix: ({ option, needed }) =>
      option === "target"
        ? `set "target" to "${needed}" or newer`
        : `set "lib", for example to ["${needed}", "DOM"]`,
  }),
  "output-not-writable": entry<{ folder: string; problem: string }>({
    severity: "error",
    message: ({ folder, problem }) => `${folder} cannot be updated: ${problem}`,
    why: "The generated files are written to this folder.",
    fix: () => "make the folder writable, or choose another folder with --out",
  }),
  "output-not-ours": entry<{ file: string }>({
    severity: "error",
    message: ({ file }) => `${file} was not written by arazzo-typescript and would be overwritten`,
    why: "Only files that arazzo-typescript generated are overwritten.",
    fix: () => "move the file, or choose another folder with --out",
  }),
};
