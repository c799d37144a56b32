/**
 * What S3Proxy asks of a store. The package's name matters: S3Proxy tells by {@code .awssdk.} in a
 * store's class name that the store settles conditional writes and deletes by itself.
 */
package io.boardsift.emulator.aws.s3.awssdk;
