/** The formats whose rules are certain, with a noun for messages. Lenient where validators disagree. */
interface Format {
  readonly noun: string;
  readonly holds: (text: string) => boolean;
}

const days = String.raw`(\d{4})-(\d{2})-(\d{2})`;
const time = String.raw`([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(z|[+-]\d{2}:?\d{2})`;
const byte = "(25[0-5]|2[0-4]\\d|1\\d{2}|[1-9]?\\d)";
const ipv4 = new RegExp(`^${byte}(\\.${byte}){3}$`);

const date: Format = { noun: "a date, such as 2026-01-31", holds: isDate };

/** RFC 3339 allows a space in place of the `T`. */
const dateTime: Format = {
  noun: "a date and time with an offset, such as 2026-01-31T12:00:00Z",
  holds: (text) => new RegExp(`^${days}[t ]${time}$`, "i").test(text) && isDate(text.slice(0, 10)),
};

export const formats: ReadonlyMap<unknown, Format> = new Map([
  ["date", date],
  ["date-time", dateTime],
  [
    "uuid",
    {
      noun: "a UUID",
      holds: (text) => /^(urn:uuid:)?[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i.test(text),
    },
  ],
  ["email", { noun: "an email address", holds: (text) => /^\S(.*\S)?@\S+$/s.test(text) }],
  ["ipv4", { noun: "an IPv4 address", holds: (text) => ipv4.test(text) }],
  ["ipv6", { noun: "an IPv6 address", holds: isIpv6 }],
  [
    "uri",
    { noun: "an absolute URI", holds: (text) => /^[a-z][a-z\d+.-]*:[^\s<>"\\^`]*$/i.test(text) },
  ],
]);

function isDate(text: string): boolean {
  const [, year, month, day] = new RegExp(`^${days}$`).exec(text) ?? [];
  if (year === undefined) return false;
  const found = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number(year) < 100) found.setUTCFullYear(Number(year));
  return found.getUTCMonth() === Number(month) - 1 && found.getUTCDate() === Number(day);
}

/** Eight groups, or fewer with one `::`. An IPv4 address may stand for the last two. */
function isIpv6(text: string): boolean {
  const [, before = text, last] = /^(.*:)([^:]+\.[^:]*)$/.exec(text) ?? [];
  if (last !== undefined && !ipv4.test(last)) return false;
  const address = last === undefined ? before : `${before}0:0`;
  const halves = address.split("::");
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const isComplete = halves.length === 1 ? groups.length === 8 : groups.length < 8;
  return halves.length <= 2 && isComplete && groups.every((group) => /^[\da-f]{1,4}$/i.test(group));
}
