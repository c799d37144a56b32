/** What a deployment has recorded: its decisions with people's answers on them, read only. */
package io.boardsift.evaluation.records;
