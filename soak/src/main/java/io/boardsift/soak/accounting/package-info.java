/**
 * Says where each uploaded version is, from what S3 and SQS answer alone. It shares no code with
 * the functions, so that no mistake of theirs can be its own; {@code ArrowsTest} sees to that.
 */
package io.boardsift.soak.accounting;
