/**
 * The runaway guard: what share of photos rules deleted recently, for each camera and of all, and
 * what is stopped because it left what is usual. A camera whose lamp is broken sends black photos
 * only; a rule file with a mistake deletes everything. Both stop here, before anybody notices.
 */
package io.boardsift.sift.guard;
