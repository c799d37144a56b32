package io.boardsift.soak;

import io.boardsift.soak.accounting.Ledger;

/** What all who take part in a soak share. */
record SoakContext(Dice dice, Weather weather, FaultCounts counts, Album album, Ledger ledger) {}
