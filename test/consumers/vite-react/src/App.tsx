import { useEffect, useState } from "react";
import { convertVideo, createVideosApi } from "./generated";

const videosApi = createVideosApi({ baseUrl: `${location.origin}/v1` });

export default function App() {
  const [text, setText] = useState("");
  useEffect(() => {
    const source = "https://videos.example.com/a.mov";
    convertVideo({ source }, { videosApi }).then(
      ({ outcome, outputs }) => setText(`${outcome} ${outputs.result}`),
      (error) => setText(`${error}`),
    );
  }, []);
  return <p>{text}</p>;
}
