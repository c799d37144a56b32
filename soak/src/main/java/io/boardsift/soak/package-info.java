/**
 * A trial of everything that can go wrong at once: the whole pipeline under seeded faults, and an
 * accountant who looks afterwards where each uploaded version is.
 */
package io.boardsift.soak;
