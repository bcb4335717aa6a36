"use server";

import { convertVideo, createVideosApi, WorkflowError } from "@/generated";

export async function convert(form: FormData): Promise<void> {
  try {
    await convertVideo({ source: String(form.get("source")) }, { videosApi: createVideosApi() });
  } catch (error) {
    if (!(error instanceof WorkflowError)) throw error;
    console.error(error.message);
  }
}
