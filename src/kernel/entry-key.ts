/** 2^49: a key is rank x 2^49 + sequence, so that one comparison orders both, exactly. */
const RANK_UNIT = 0x2000000000000;

/** Orders entries of one second: by rank, then by the order of asking. */
export const keyOf = (rank: number, sequence: number): number => rank * RANK_UNIT + sequence;

export const rankOf = (key: number): number => Math.floor(key / RANK_UNIT);
