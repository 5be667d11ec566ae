# The same scores in R, as a psychometrician would: data.table reads and writes, psych::scoreItems scores.
# Rscript score_items.R IN OUT KEYS; KEYS has a line a dimension: its name, then its items, turned ones with a minus.
suppressPackageStartupMessages({
  library(data.table)
  library(psych)
})
files <- commandArgs(trailingOnly = TRUE)
answers <- fread(files[1], colClasses = c(id = "character"))
lines <- strsplit(readLines(files[3]), ",")
keys <- setNames(lapply(lines, function(line) line[-1]), vapply(lines, `[`, "", 1))
items <- as.data.frame(answers[, -"id"])
scores <- scoreItems(keys, items, impute = "none", min = 1, max = 5)$scores
fwrite(cbind(answers[, "id"], (scores - 1) * 25), files[2])
