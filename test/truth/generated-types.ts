import { join } from "node:path";
import ts from "typescript";

/** The types that generated code declares. */
export class GeneratedTypes {
  readonly checker: ts.TypeChecker;
  readonly #program: ts.Program;

  /** @param folders the folders with an `index.ts` */
  constructor(folders: readonly string[]) {
    this.#program = ts.createProgram(
      folders.map((folder) => join(folder, "index.ts")),
      {
        target: ts.ScriptTarget.ES2022,
        lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        types: [],
        strict: true,
        noEmit: true,
        noUncheckedIndexedAccess: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
      },
    );
    this.checker = this.#program.getTypeChecker();
  }

  /** The parameter `inputs` and the result of a workflow's function, and the errors of its failed steps. */
  workflow(file: string, functionName: string): WorkflowTypes {
    const exported = this.#exportsOf(file);
    const signature = this.#signatureOf(exported.find(({ name }) => name === functionName));
    const result = signature?.getReturnType();
    const [first] = signature?.getParameters() ?? [];
    const failureName = `${functionName.replace(/^./, (letter) => letter.toUpperCase())}Failure`;
    const failure = exported.find(({ name }) => name === failureName);
    return {
      inputs: first?.name === "inputs" ? this.checker.getTypeOfSymbol(first) : undefined,
      result: result && this.checker.getAwaitedType(result),
      failure: failure && this.checker.getDeclaredTypeOfSymbol(failure),
    };
  }

  /** The parameters of the operations of an API, by `operationId`. */
  requests(file: string): ReadonlyMap<string, ts.Type> {
    const operations = this.#exportsOf(file).filter(
      ({ name, flags }) => name.endsWith("Operations") && flags & ts.SymbolFlags.Interface,
    );
    const members = operations.flatMap((each) =>
      this.checker.getPropertiesOfType(this.checker.getDeclaredTypeOfSymbol(each)),
    );
    return new Map(
      members.flatMap((member) => {
        const [request] = this.#signatureOf(member)?.getParameters() ?? [];
        return request ? [[member.name, this.checker.getTypeOfSymbol(request)] as const] : [];
      }),
    );
  }

  #exportsOf(file: string): readonly ts.Symbol[] {
    const source = this.#program.getSourceFile(file);
    const module = source && this.checker.getSymbolAtLocation(source);
    return module ? this.checker.getExportsOfModule(module) : [];
  }

  #signatureOf(symbol: ts.Symbol | undefined): ts.Signature | undefined {
    return symbol && this.checker.getTypeOfSymbol(symbol).getCallSignatures()[0];
  }
}

export interface WorkflowTypes {
  readonly inputs: ts.Type | undefined;
  readonly result: ts.Type | undefined;
  readonly failure: ts.Type | undefined;
}
