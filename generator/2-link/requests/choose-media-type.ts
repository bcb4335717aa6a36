import { essence, isJson } from "../../model/media-types.js";

export interface ChosenMediaType {
  readonly declared: string;
  /** The `Content-Type` header. */
  readonly sent: string;
  /** True if the document names a JSON type, but the operation declares only another JSON type. */
  readonly isReplaced: boolean;
}

/**
 * Chooses the media type of a request body; undefined if the operation does not accept the wanted type. Case and
 * parameters are ignored. A range such as `text/*` matches its types.
 */
export function chooseMediaType(
  wanted: string | undefined,
  declared: readonly string[],
): ChosenMediaType | undefined {
  if (wanted === undefined || isRange(wanted)) {
    const fitting = declared.filter((each) => wanted === undefined || overlaps(wanted, each));
    const chosen =
      fitting.find((each) => essence(each) === "application/json") ??
      fitting.find(isJson) ??
      fitting.find(isRange) ??
      fitting[0];
    return chosen === undefined
      ? undefined
      : { declared: chosen, sent: concrete(chosen), isReplaced: false };
  }
  const found =
    declared.find((each) => each === wanted) ??
    declared.find((each) => essence(each) === essence(wanted)) ??
    declared.find((each) => isRange(each) && overlaps(each, wanted));
  if (found !== undefined) return { declared: found, sent: wanted, isReplaced: false };
  const [onlyJson, ...others] = declared.filter(isJson);
  if (onlyJson === undefined || others.length > 0 || !isJson(wanted)) return undefined;
  return { declared: onlyJson, sent: concrete(onlyJson), isReplaced: true };
}

function isRange(mediaType: string): boolean {
  return essence(mediaType).includes("*");
}

/** Whether the range contains the type or range. The range of all types overlaps with every range. */
function overlaps(range: string, mediaType: string): boolean {
  const pattern = essence(range)
    .split("*")
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"))
    .join(".*");
  return new RegExp(`^${pattern}$`).test(essence(mediaType)) || essence(mediaType) === "*/*";
}

/** A range cannot be sent, so a concrete type of the range is sent instead. */
function concrete(mediaType: string): string {
  if (!isRange(mediaType)) return mediaType;
  const [type = "*", subtype = "*"] = essence(mediaType).split("/");
  if (type === "*" || type === "application") return "application/json";
  return type === "text" && subtype === "*"
    ? "text/plain"
    : essence(mediaType).replaceAll("*", "octet-stream");
}
