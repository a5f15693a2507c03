export const MEASURES = ["csat", "handling_time", "silence"] as const;
export type Measure = (typeof MEASURES)[number];
