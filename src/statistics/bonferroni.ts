/** Confidence of each of k intervals for all k together to hold with the confidence asked for, whatever ties them. */
export const bonferroni = (confidence: number, k: number): number => 1 - (1 - confidence) / Math.max(1, k);
