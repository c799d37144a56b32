/**
 * An AWS in this process: S3 and SQS over their real protocols, on loopback only, and what Lambda
 * does between them and the functions.
 */
package io.boardsift.emulator.aws;
