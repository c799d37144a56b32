package io.boardsift.classifier;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The part that is trained: a logistic regression on the backbone's embedding. Its file is JSON,
 * which anybody can read and which runs no code when it is read.
 *
 * @param weights one for each number of the embedding
 * @param bias added to the weighted sum
 */
public record Head(float[] weights, double bias) {
  public static final String FILE = "head.json";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int FORMAT = 1;

  /** More would only be noise of the training. */
  private static final MathContext DIGITS = new MathContext(5);

  /**
   * The head that comes with Boardsift; what it is worth stands in {@code classifier/SHIPPED.md}.
   */
  public static Head shipped() {
    try (InputStream in = Head.class.getResourceAsStream("shipped-head.json")) {
      return parse("shipped-head.json", new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ModelFolderException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The logarithm of the odds of a board. */
  public double logOdds(float[] embedding) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += (double) weights[i] * embedding[i];
    }
    return sum;
  }

  /** The probability of a board. */
  public double board(float[] embedding) {
    return 1 / (1 + Math.exp(-logOdds(embedding)));
  }

  /**
   * The same head on another scale.
   *
   * @param logOdds added to every answer's
   */
  public Head shifted(double logOdds) {
    return new Head(weights, bias + logOdds);
  }

  public String toJson() {
    ObjectNode json = MAPPER.createObjectNode();
    json.put("format", FORMAT);
    json.put("bias", new BigDecimal(bias).round(DIGITS));
    ArrayNode numbers = json.putArray("weights");
    for (float weight : weights) {
      numbers.add(new BigDecimal(weight).round(DIGITS));
    }
    return json.toString();
  }

  /**
   * Reads a head.
   *
   * @throws ModelFolderException if the file holds none that fits
   */
  public static Head read(Path file) throws ModelFolderException {
    try {
      return parse(file.toString(), Files.readString(file));
    } catch (IOException e) {
      throw new ModelFolderException(file + ": cannot be read: " + e.getMessage());
    }
  }

  private static Head parse(String file, String text) throws ModelFolderException {
    JsonNode json;
    try {
      json = MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new ModelFolderException(file + ": no JSON (" + e.getOriginalMessage() + ")");
    }
    JsonNode numbers = json.path("weights");
    if (json.path("format").asInt() != FORMAT || !json.path("bias").isNumber()) {
      throw new ModelFolderException(file + ": no head that \"boardsift train\" wrote");
    }
    if (numbers.size() != Backbone.EMBEDDING) {
      throw new ModelFolderException(
          "%s: %d weights for an embedding of %d; train it again"
              .formatted(file, numbers.size(), Backbone.EMBEDDING));
    }
    float[] weights = new float[numbers.size()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) numbers.get(i).asDouble(Double.NaN);
      if (!numbers.get(i).isNumber() || !Float.isFinite(weights[i])) {
        throw new ModelFolderException(file + ": weight " + (i + 1) + " is not a number");
      }
    }
    double bias = json.path("bias").doubleValue();
    if (!Double.isFinite(bias)) {
      throw new ModelFolderException(file + ": the bias is not a number; train it again");
    }
    return new Head(weights, bias);
  }
}
