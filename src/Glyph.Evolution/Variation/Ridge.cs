namespace Glyph.Evolution.Variation;

/// <summary>Weighted ridge regression (Hoerl and Kennard 1970), solved by Cholesky decomposition.</summary>
internal static class Ridge
{
    /// <summary>The coefficients that minimise the weighted squares of the residuals plus the penalised squares of the coefficients.</summary>
    /// <param name="rows">The points.</param>
    /// <param name="targets">The value at each.</param>
    /// <param name="weights">The weight of each, above 0.</param>
    /// <param name="penalty">The penalty of each coefficient, above 0.</param>
    public static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets, IReadOnlyList<double> weights, Func<int, double> penalty)
    {
        var n = rows[0].Length;
        var matrix = new double[n, n];
        var right = new double[n];
        for (var i = 0; i < n; i++)
        {
            matrix[i, i] = penalty(i);
        }

        for (var r = 0; r < rows.Count; r++)
        {
            for (var i = 0; i < n; i++)
            {
                right[i] += weights[r] * rows[r][i] * targets[r];
                for (var j = 0; j <= i; j++)
                {
                    matrix[i, j] += weights[r] * rows[r][i] * rows[r][j];
                }
            }
        }

        Decompose(matrix, n);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < i; j++)
            {
                right[i] -= matrix[i, j] * right[j];
            }

            right[i] /= matrix[i, i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var j = i + 1; j < n; j++)
            {
                right[i] -= matrix[j, i] * right[j];
            }

            right[i] /= matrix[i, i];
        }

        return right;
    }

    private static void Decompose(double[,] matrix, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = matrix[i, j];
                for (var k = 0; k < j; k++)
                {
                    sum -= matrix[i, k] * matrix[j, k];
                }

                matrix[i, j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-12)) : sum / matrix[j, j];
            }
        }
    }
}
