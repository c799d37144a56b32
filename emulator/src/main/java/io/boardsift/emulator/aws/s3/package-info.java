/**
 * S3 on the local disk: objects with all their versions, any key, conditional writes and deletes,
 * everything still there after a restart. S3Proxy speaks the protocol; what it speaks of lies here.
 */
package io.boardsift.emulator.aws.s3;
