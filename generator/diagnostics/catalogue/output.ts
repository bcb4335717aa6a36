import { error, quote, warning } from "../catalogue-entry.js";

/** Messages about the generated code and the output folder. */
export const output = {
  "function-renamed": warning<{ workflowId: string; functionName: string }>({
    message: ({ workflowId, functionName }) =>
      `the function for the workflow ${quote(workflowId)} is named ${functionName}`,
    why: "Another workflow or export already uses the name that the workflow would get.",
    fix: () => "rename the workflow, or compile the documents into separate folders",
  }),
  "generated-code": error<{ file: string; problem: string }>({
    message: ({ file, problem }) => `the code generated for ${file} does not compile: ${problem}`,
    why: "This is a bug in arazzo-typescript, not in the document.",
    fix: () => "report this bug, with the document",
  }),
  "tsconfig-not-readable": warning<{ file: string; problem: string }>({
    message: ({ file, problem }) => `${file} cannot be read: ${problem}`,
    why: "The tsconfig.json decides the extension of imports in generated files. Without the file, imports end in .js.",
    fix: () => "correct the file, or set the extension with --import-extension",
  }),
  "tsconfig-too-old": warning<{
    file: string;
    option: "target" | "lib";
    given: string;
    needed: string;
  }>({
    message: ({ file, option, given, needed }) =>
      `${file} has the ${option} ${given}; generated code needs ${needed} or newer`,
    why: "With older settings, TypeScript reports errors in the generated code.",
    fix: ({ option, needed }) =>
      option === "target"
        ? `set "target" to "${needed}" or newer`
        : `set "lib", for example to ["${needed}", "DOM"]`,
  }),
  "output-not-writable": error<{ folder: string; problem: string }>({
    message: ({ folder, problem }) => `${folder} cannot be updated: ${problem}`,
    why: "The generated files are written to this folder.",
    fix: () => "make the folder writable, or choose another folder with --out",
  }),
  "output-not-ours": error<{ file: string }>({
    message: ({ file }) => `${file} was not written by arazzo-typescript and would be overwritten`,
    why: "Only files that arazzo-typescript generated are overwritten.",
    fix: () => "move the file, or choose another folder with --out",
  }),
};
