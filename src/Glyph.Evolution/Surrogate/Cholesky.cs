namespace Glyph.Evolution.Surrogate;

/// <summary>
/// The Cholesky factor of a symmetric positive definite matrix. Plain loops in one order, so that a search gives the same
/// numbers however many threads there are.
/// </summary>
internal sealed class Cholesky
{
    private const double LeastPivot = 1e-10;

    private readonly double[][] _rows;

    /// <summary>Factors a matrix of which the lower triangle is given.</summary>
    public Cholesky(int size, Func<int, int, double> matrix)
    {
        _rows = new double[size][];
        for (var i = 0; i < size; i++)
        {
            var row = _rows[i] = new double[i + 1];
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix(i, j) - Dot(row, _rows[j], j);
                row[j] = i == j ? Math.Sqrt(Math.Max(rest, LeastPivot)) : rest / _rows[j][j];
            }
        }
    }

    /// <summary>The logarithm of the matrix's determinant.</summary>
    public double LogDeterminant => 2 * _rows.Sum(row => Math.Log(row[^1]));

    /// <summary>L⁻¹ b, where L is the factor.</summary>
    public double[] SolveLower(ReadOnlySpan<double> right)
    {
        var x = new double[_rows.Length];
        for (var i = 0; i < x.Length; i++)
        {
            x[i] = (right[i] - Dot(_rows[i], x, i)) / _rows[i][i];
        }

        return x;
    }

    /// <summary>A⁻¹ b, where A is the matrix.</summary>
    public double[] Solve(ReadOnlySpan<double> right)
    {
        var x = SolveLower(right);
        for (var i = x.Length - 1; i >= 0; i--)
        {
            x[i] /= _rows[i][i];
            for (var j = 0; j < i; j++)
            {
                x[j] -= _rows[i][j] * x[i];
            }
        }

        return x;
    }

    /// <summary>A⁻¹, the lower triangle.</summary>
    public double[][] Inverse()
    {
        // L⁻¹ by rows, then A⁻¹ = L⁻ᵀ L⁻¹.
        var size = _rows.Length;
        var lower = new double[size][];
        for (var i = 0; i < size; i++)
        {
            var row = lower[i] = new double[i + 1];
            row[i] = 1 / _rows[i][i];
            for (var k = 0; k < i; k++)
            {
                var (factor, other) = (_rows[i][k], lower[k]);
                for (var j = 0; j <= k; j++)
                {
                    row[j] -= factor * other[j] * row[i];
                }
            }
        }

        var inverse = Enumerable.Range(0, size).Select(i => new double[i + 1]).ToArray();
        for (var k = 0; k < size; k++)
        {
            for (var i = 0; i <= k; i++)
            {
                var (factor, row) = (lower[k][i], inverse[i]);
                for (var j = 0; j <= i; j++)
                {
                    row[j] += factor * lower[k][j];
                }
            }
        }

        return inverse;
    }

    /// <summary>The sum of the products of the first <paramref name="count"/> elements.</summary>
    public static double Dot(double[] a, double[] b, int count)
    {
        var sum = 0.0;
        for (var k = 0; k < count; k++)
        {
            sum += a[k] * b[k];
        }

        return sum;
    }
}
