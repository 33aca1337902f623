// What schema.org does not allow: were the types blind, these lines would be errors themselves.
import type { NewsArticle, WithContext } from "schema-dts";

export const misspelt: WithContext<NewsArticle> = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  // @ts-expect-error there is no such property
  headlines: "Strike",
};

export const bare: WithContext<NewsArticle> = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  // @ts-expect-error a size says what it is measured in
  image: [{ "@type": "ImageObject", url: "https://example.org/1.webp", width: 400 }],
};

export const elsewhere: WithContext<NewsArticle> = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  // @ts-expect-error who speaks is told of a quotation, not of a story
  spokenByCharacter: { "@type": "Person", name: "Rosa Lind" },
};

export const deep: WithContext<NewsArticle> = {
  "@context": "https://schema.org",
  "@type": "NewsArticle",
  // @ts-expect-error an organisation has no job
  mentions: [{ "@type": "Quotation", spokenByCharacter: { "@type": "Organization", name: "The Port", jobTitle: "Port" } }],
};

// @ts-expect-error there is no such type
export const unknown: WithContext<NewsArticle> = { "@context": "https://schema.org", "@type": "NewsStory" };
