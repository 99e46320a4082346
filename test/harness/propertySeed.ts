import fc from 'fast-check';

// One seed unless told otherwise, so that a run that was green stays green until something changes; a long search takes
// others: BULKHEAD_SEED=7 BULKHEAD_FUZZ=20 npx vitest run --project unit test/fuzz
fc.configureGlobal({ seed: Number(process.env.BULKHEAD_SEED ?? 1) });
