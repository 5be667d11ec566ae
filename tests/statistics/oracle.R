# The same statistics by R: `Rscript oracle.R` prints them as JSON, from answers.csv beside this file.
# `Rscript oracle.R answers.csv` makes that file anew, the same each time.
# Needs the packages psych and multilevel (Debian: r-cran-psych and r-cran-multilevel).
suppressPackageStartupMessages({library(psych); library(multilevel)})

SETS <- list(four = paste0("a", 1:4), three = paste0("b", 1:3), eight = paste0("c", 1:8), two = paste0("d", 1:2))
REVERSED <- "a4"

made <- function() {
  set.seed(20261125, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
  n <- 160
  unit <- sample(sprintf("Unit %d", 1:9), n, replace = TRUE, prob = c(9:2, 0.5))
  unit[n] <- "Unit alone"
  of_unit <- rnorm(10)[as.integer(factor(unit))]
  answers <- data.frame(unit = unit)
  for (set in SETS) {
    factor <- 0.4 * of_unit + rnorm(n)
    for (item in set) {
      x <- 3.2 + runif(1, 0.5, 1) * factor + rnorm(n, sd = runif(1, 0.6, 1.1))
      x <- pmin(5, pmax(1, round(x)))
      answers[[item]] <- if (item %in% REVERSED) 6 - x else x
    }
  }
  for (item in SETS$four) answers[[item]][sample(n, 8)] <- NA  # listwise is not pairwise
  answers
}

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
if (length(commandArgs(TRUE))) {
  write.csv(made(), commandArgs(TRUE)[1], row.names = FALSE, na = "", quote = FALSE)
  quit()
}
answers <- read.csv(file.path(here, "answers.csv"))
answers[REVERSED] <- 6 - answers[REVERSED]

json <- function(x) {
  if (is.list(x)) paste0("{", paste0('"', names(x), '": ', sapply(x, json), collapse = ", "), "}")
  else if (is.character(x)) paste0('"', x, '"')
  else {
    told <- ifelse(is.na(x), "null", sprintf("%.17g", x))
    if (length(x) == 1) told else paste0("[", paste(told, collapse = ", "), "]")
  }
}

# The likelihood again after factanal, to the last digits: its uniquenesses are good to about 1e-6 only.
exact <- function(R, start) {
  k <- ncol(R)
  f <- function(x) {
    e <- eigen(diag(exp(-x / 2)) %*% R %*% diag(exp(-x / 2)), symmetric = TRUE)$values[-1]
    sum(e - log(e) - 1)
  }
  g <- function(x) {
    e <- eigen(diag(exp(-x / 2)) %*% R %*% diag(exp(-x / 2)), symmetric = TRUE)
    colSums((1 - e$values[-1]) * t(e$vectors[, -1]^2))
  }
  x <- log(start)
  for (i in 1:5) x <- optim(x, f, g, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))$par
  exp(x)
}

omega <- function(items) {
  R <- cor(items)
  psi <- exact(R, factanal(covmat = R, factors = 1, n.obs = nrow(items))$uniquenesses)
  e <- eigen(diag(psi^-0.5) %*% R %*% diag(psi^-0.5), symmetric = TRUE)
  loadings <- abs(sqrt(psi) * e$vectors[, 1] * sqrt(e$values[1] - 1)) * sign(e$vectors[, 1])
  loadings <- loadings * sign(sum(loadings))
  sds <- apply(items, 2, sd)
  common <- sum(loadings * sds)^2
  by_psych <- fa(R, nfactors = 1, fm = "ml", n.obs = nrow(items))
  list(omega = common / (common + sum(psi * sds^2)), uniquenesses = unname(psi), loadings = unname(loadings * sds),
       psych_loadings = as.numeric(abs(by_psych$loadings)), standardized = sum(loadings)^2 / (sum(loadings)^2 + sum(psi)))
}

described <- function(set) {
  items <- answers[set]
  complete <- na.omit(items)
  score <- 25 * (rowMeans(items, na.rm = TRUE) - 1)
  score[rowSums(!is.na(items)) < ceiling(0.75 * length(set))] <- NA
  found <- suppressWarnings(psych::alpha(complete, check.keys = FALSE))
  a <- found$total$raw_alpha
  feldt <- alpha.ci(a, n.obs = nrow(complete), n.var = length(set), p.val = 0.05)
  groups <- factor(answers$unit)
  model <- summary(aov(score ~ groups))
  list(n = sum(!is.na(score)), mean = mean(score, na.rm = TRUE), sd = sd(score, na.rm = TRUE),
       quartiles = unname(quantile(score, c(0.25, 0.5, 0.75), na.rm = TRUE)), n_complete = nrow(complete), alpha = a,
       interval = c(feldt$lower.ci, feldt$upper.ci), r_drop = found$item.stats$r.drop,
       alpha_without = if (length(set) > 2) found$alpha.drop$raw_alpha else NA,
       item_n = unname(colSums(!is.na(items))), item_mean = unname(25 * (colMeans(items, na.rm = TRUE) - 1)),
       item_sd = unname(25 * apply(items, 2, sd, na.rm = TRUE)),
       icc1 = ICC1(aov(score ~ groups)), icc2 = ICC2(aov(score ~ groups)))
}

agreed <- function(set) {
  complete <- na.omit(answers[c("unit", set)])
  of <- function(found, what) as.list(setNames(found[[what]], found$grpid))
  items <- complete[set]
  list(rwg_j = of(rwg.j(items, complete$unit, ranvar = 2), "rwg.j"),
       rwg = of(rwg(items[[1]], complete$unit, ranvar = 2), "rwg"),
       ad = of(ad.m(items, complete$unit), "AD.M"))
}

version <- function(name) as.character(packageVersion(name))
structure <- rowMeans(answers[c(SETS$three, SETS$two)]); relationship <- rowMeans(answers[SETS$eight])
r <- cor(structure, relationship)
alphas <- sapply(list(c(SETS$three, SETS$two), SETS$eight), function(set) suppressWarnings(psych::alpha(answers[set], check.keys = FALSE))$total$raw_alpha)
ok <- c(0.025, 0.5, 0.975)
cat(json(list(
  versions = list(R = R.version.string, psych = version("psych"), multilevel = version("multilevel")),
  dimensions = lapply(SETS, described),
  omega = lapply(SETS[c("four", "three", "eight")], function(set) omega(na.omit(answers[set]))),
  agreement = lapply(SETS[c("three", "eight", "two")], agreed),
  difference = list(r = r, alphas = alphas, reliability = (mean(alphas) - r) / (1 - r)),
  f_quantiles = list("2,6" = qf(ok, 2, 6), "39,117" = qf(ok, 39, 117), "9999,29997" = qf(ok, 9999, 29997)),
  percentile_intervals = list("0/100" = c(0, qbeta(0.975, 1, 100)), "62/100" = c(qbeta(0.025, 62, 39), qbeta(0.975, 63, 38)),
                              "999/1000" = c(qbeta(0.025, 999, 2), qbeta(0.975, 1000, 1)))
)), "\n")
