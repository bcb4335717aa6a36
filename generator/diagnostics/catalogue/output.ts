import { entry, quote } from "../catalogue-entry.js";

/** Messages on the generated code, and the folder it is written to. */
export const output = {
  "function-renamed": entry<{ workflowId: string; functionName: string }>({
    severity: "warning",
    message: ({ workflowId, functionName }) =>
      `the function of the workflow ${quote(workflowId)} is called ${functionName}`,
    why: "Its own name is taken by another workflow or by something else that is exported.",
    fix: () => "rename the workflow, or compile the documents into folders of their own",
  }),
  "generated-code": entry<{ file: string; problem: string }>({
    severity: "error",
    message: ({ file, problem }) => `the code generated for ${file} does not compile: ${problem}`,
    why: "This is a fault of the generator, not of the document.",
    fix: () => "please report it with the document",
  }),
  "tsconfig-not-readable": entry<{ file: string; problem: string }>({
    severity: "warning",
    message: ({ file, problem }) => `${file} cannot be read: ${problem}`,
    why: "The tsconfig.json decides how the imports of generated files end. Without it, they end in .js.",
    fix: () => "fix the file, or set the ending with --import-extension",
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
    why: "TypeScript reports errors in the generated code otherwise.",
    fix: ({ option, needed }) =>
      option === "target"
        ? `set "target" to "${needed}" or newer`
        : `set "lib", for example to ["${needed}", "DOM"]`,
  }),
  "output-not-writable": entry<{ folder: string; problem: string }>({
    severity: "error",
    message: ({ folder, problem }) => `${folder} cannot be brought up to date: ${problem}`,
    why: "The generated files have nowhere to go.",
    fix: () => "make room for the folder, or choose another one with --out",
  }),
  "output-not-ours": entry<{ file: string }>({
    severity: "error",
    message: ({ file }) => `${file} was not written by arazzo-typescript and would be overwritten`,
    why: "Files that somebody else wrote are left alone.",
    fix: () => "move the file, or choose another folder with --out",
  }),
};
