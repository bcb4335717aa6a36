import { Code } from "../../code/code.js";
import { runtime } from "../../code/runtime-code.js";
import type {
  OperationPlan,
  PathParameter,
  StyledValue,
  WholeQueryPlan,
} from "../../model/planned-api.js";
import { type Atom, templateLines } from "../print/template-lines.js";

/** The path and query of a request. */
export function viewPath({ path, query, wholeQuery }: OperationPlan): Code {
  const atoms = viewPathAtoms(path);
  if (query) {
    const callee = runtime(query.isContinued ? "andQuery" : "toQuery");
    atoms.push([viewTogether(callee, Code.of`request.query`, query.styles)]);
  }
  if (wholeQuery) atoms.push([viewWholeQuery(wholeQuery)]);
  return Code.operation(templateLines(atoms), "+");
}

function viewWholeQuery({ name, isOptional, isContinued, encoding, styles }: WholeQueryPlan): Code {
  const callee = runtime(isContinued ? "andWholeQuery" : "wholeQuery");
  const value = Code.of`request.querystring${Code.access(name, false, isOptional)}`;
  const encode = encoding === "json" ? runtime("jsonQuery") : runtime("toUrlEncoded");
  return Code.call(callee, [
    Code.literal(name),
    value,
    ...(encoding ? [encode] : []),
    ...(styles.length > 0 ? [viewStyles(styles)] : []),
  ]);
}

/** The segments of the path; a segment is never broken. */
function viewPathAtoms(path: OperationPlan["path"]): Atom[] {
  const atoms: (string | Code)[][] = [];
  for (const part of path) {
    const pieces = typeof part === "string" ? part.split(/(?=\/)/) : [viewPathParameter(part)];
    for (const piece of pieces) {
      const last = atoms.at(-1);
      if (!last || (typeof piece === "string" && piece.startsWith("/"))) atoms.push([piece]);
      else last.push(piece);
    }
  }
  return atoms;
}

function viewPathParameter(parameter: PathParameter): Code {
  const { name, style, kind, explode, separator, allowReserved } = parameter;
  const value = Code.of`request.path${Code.access(name, false, false)}`;
  const options = [
    ...(kind === "scalar" ? [] : [Code.of`kind: ${Code.literal(kind)}`]),
    ...(explode ? [Code.of`explode: true`] : []),
    ...(separator === undefined ? [] : [Code.of`separator: ${Code.literal(separator)}`]),
    ...(allowReserved ? [Code.of`allowReserved: true`] : []),
  ];
  const rest = options.length > 0 ? [Code.object(options)] : [];
  const writer = runtime(style === "json" ? "simple" : style);
  const written = style === "json" ? Code.of`JSON.stringify(${value})` : value;
  return Code.call(writer, [Code.literal(name), written, ...rest]);
}

/** A call that encodes all parameters of a group, with the styles that differ from the default. */
export function viewTogether(callee: Code, values: Code, styles: readonly StyledValue[]): Code {
  return Code.call(callee, styles.length === 0 ? [values] : [values, viewStyles(styles)]);
}

function viewStyles(styles: readonly StyledValue[]): Code {
  const entries = styles.map(({ name, style, allowReserved, takesObjects }) => {
    const plain = runtime(style);
    const value = takesObjects ? Code.call(runtime("withObjects"), [plain]) : plain;
    const written = allowReserved ? Code.call(runtime("withReserved"), [value]) : value;
    return Code.of`${Code.key(name)}: ${written}`;
  });
  return Code.object(entries);
}
