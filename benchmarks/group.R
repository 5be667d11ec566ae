# What an analyst would write in R for the same numbers: `Rscript group.R group.csv balance.csv`, the second a line a
# dimension: its name and its items. data.table reads and groups, psych and factanal give alpha and omega of all;
# alpha and omega by unit would take factanal some minutes more, so by unit there are means, SDs and alpha only.
suppressPackageStartupMessages({library(data.table); library(psych)})
arguments <- commandArgs(TRUE)
answers <- fread(arguments[1])
dimensions <- lapply(strsplit(readLines(arguments[2]), ","), function(line) list(name = line[1], items = line[-1]))

alpha_of <- function(items) {
  covariance <- cov(items)
  k <- ncol(items)
  k / (k - 1) * (1 - sum(diag(covariance)) / sum(covariance))
}

for (dimension in dimensions) {
  items <- answers[, dimension$items, with = FALSE]
  complete <- na.omit(items)
  score <- 25 * (rowMeans(items, na.rm = TRUE) - 1)
  score[rowSums(!is.na(items)) < 0.75 * length(items)] <- NA
  of_all <- c(mean(score, na.rm = TRUE), sd(score, na.rm = TRUE), quantile(score, c(0.25, 0.5, 0.75), na.rm = TRUE))
  found <- suppressMessages(suppressWarnings(alpha(complete, check.keys = FALSE)))
  loadings <- factanal(complete, 1)$loadings[, 1]
  omega <- sum(loadings)^2 / (sum(loadings)^2 + sum(1 - loadings^2))
  by_unit <- data.table(unit = answers$unit, score)[, .(mean = mean(score, na.rm = TRUE), sd = sd(score, na.rm = TRUE)), unit]
  rows <- rowSums(is.na(items)) == 0
  alphas <- cbind(unit = answers$unit[rows], complete)[, .(alpha = alpha_of(.SD)), unit]
  cat(dimension$name, of_all, found$total$raw_alpha, omega, mean(by_unit$mean), mean(alphas$alpha), "\n")
}
