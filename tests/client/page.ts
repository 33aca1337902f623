// A frontend's article page, typed to the leaf by our schema alone. `make client` compiles it;
// a field that is renamed, or a block type that is not told apart, is an error here.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.js";

type Article = components["schemas"]["Article"];
type Block = components["schemas"]["Block"];
type Change = components["schemas"]["Change"];

const api = createClient<paths>({ baseUrl: "http://127.0.0.1:8000" });

function never(block: never): never {
  throw new Error(`an unknown block: ${JSON.stringify(block)}`);
}

function shown(block: Block): string {
  switch (block.type) {
    case "text":
      return block.html;
    case "quote": {
      const speaker: string = block.expert?.name ?? block.printed_name;
      const said: string = block.said_on ?? "";
      return `“${block.text}” ${speaker} ${block.source.name} ${said}`;
    }
    case "photo": {
      const widths: number[] = block.photo?.renditions.map((one) => one.width) ?? [];
      return `${block.caption} ${block.credit} ${widths.join(",")}`;
    }
    default:
      return never(block);
  }
}

function page(article: Article): string[] {
  const replies = article.comments.results ?? [];
  return [
    article.title,
    article.byline.map((one) => one.name).join(", "),
    ...article.sections.flatMap((section) => [section.heading, ...section.blocks.map(shown)]),
    `${article.share.total} ${article.comments.open ? "open" : "closed"}`,
    ...replies.map((reply) => `${reply.author?.name ?? ""}: ${reply.html}`),
    ...(article.most_popular?.results ?? []).map((one) => `${one.rank}. ${one.article.title}`),
  ];
}

function followed(change: Change): string {
  if (change.state === "live" && change.article) return change.article.title;
  // @ts-expect-error there is no such state
  if (change.state === "deleted") return "";
  return `${change.url ?? ""} ${change.note}`;
}

export async function main(): Promise<string[]> {
  const { data, error } = await api.GET("/api/v1/articles/{slug}/", {
    params: { path: { slug: "a-story" }, query: { expand: "comments,related,most_popular" } },
  });
  if (!data) throw new Error(`${error.status} ${error.code}: ${error.detail}`);
  const changes = await api.GET("/api/v1/changes/", { params: { query: { limit: 100 } } });
  await api.POST("/api/v1/articles/{slug}/shares/", {
    params: { path: { slug: data.slug } },
    body: { network: "bluesky" },
  });
  // @ts-expect-error paging by a parameter that is not there
  await api.GET("/api/v1/articles/", { params: { query: { offset: 20 } } });
  return [...page(data), ...(changes.data?.results ?? []).map(followed)];
}
