import { convert } from "./convert";

export default function Page() {
  return (
    <form action={convert}>
      <input name="source" />
      <button type="submit">Convert</button>
    </form>
  );
}
