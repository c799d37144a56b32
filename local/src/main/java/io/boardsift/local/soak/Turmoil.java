package io.boardsift.local.soak;

import io.boardsift.local.soak.accounting.Ledger;

/** What all who take part in a soak share. */
record Turmoil(Dice dice, Weather weather, FaultCounts counts, Album album, Ledger ledger) {}
