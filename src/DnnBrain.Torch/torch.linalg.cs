using DnnBrain.Torch.Interop;

namespace DnnBrain.Torch;

public static partial class torch
{
    /// <summary>Linear algebra. Leading dimensions are batches.</summary>
    public static class linalg
    {
        /// <summary>X with A X = B, by LU.</summary>
        /// <param name="A">[.., n, n].</param>
        /// <param name="B">[.., n, k] or [.., n].</param>
        /// <exception cref="TorchException">A is singular.</exception>
        public static Tensor solve(Tensor A, Tensor B)
            => Aten.linalg_solve.Call(A, B);

        /// <summary>Inverse of a square matrix.</summary>
        /// <param name="A">[.., n, n].</param>
        /// <exception cref="TorchException">A is singular.</exception>
        public static Tensor inv(Tensor A)
            => Aten.linalg_inv.Call(A);

        /// <summary>L with A = L Lᵀ.</summary>
        /// <param name="A">[.., n, n], symmetric positive definite.</param>
        /// <param name="upper">Give Lᵀ instead.</param>
        /// <exception cref="TorchException">A is not positive definite.</exception>
        public static Tensor cholesky(Tensor A, bool upper = false)
            => Aten.linalg_cholesky.Call(A, upper);

        /// <summary>Eigenvalues, ascending, and eigenvectors, as columns, of a symmetric matrix.</summary>
        /// <param name="A">[.., n, n]; only one triangle is read.</param>
        /// <param name="UPLO">Which: L or U.</param>
        public static (Tensor eigenvalues, Tensor eigenvectors) eigh(Tensor A, string UPLO = "L")
            => Aten.linalg_eigh.CallPair(A, UPLO);

        /// <summary>Eigenvalues, ascending, of a symmetric matrix.</summary>
        /// <param name="A">[.., n, n]; only one triangle is read.</param>
        /// <param name="UPLO">Which: L or U.</param>
        public static Tensor eigvalsh(Tensor A, string UPLO = "L")
            => Aten.linalg_eigvalsh.Call(A, UPLO);

        /// <summary>Q with orthonormal columns and upper triangular R.</summary>
        /// <param name="A">[.., m, n].</param>
        /// <param name="mode">reduced, complete or r.</param>
        public static (Tensor Q, Tensor R) qr(Tensor A, string mode = "reduced")
            => Aten.linalg_qr.CallPair(A, mode);

        /// <summary>X that minimises |A X - B|; A must have full rank.</summary>
        /// <param name="A">[.., m, n].</param>
        /// <param name="B">[.., m, k].</param>
        public static Tensor lstsq(Tensor A, Tensor B)
            => First(Aten.linalg_lstsq.CallAll(A, B));

        /// <summary>Root of the sum of squares of all values.</summary>
        /// <param name="A">Any shape.</param>
        public static Tensor norm(Tensor A)
            => Aten.linalg_vector_norm.Call(A);

        /// <summary>Moore-Penrose inverse.</summary>
        /// <param name="A">[.., m, n].</param>
        public static Tensor pinv(Tensor A)
            => Aten.linalg_pinv.Call(A);

        /// <summary>Sign and logarithm of the absolute value of the determinant.</summary>
        /// <param name="A">[.., n, n].</param>
        public static (Tensor sign, Tensor logabsdet) slogdet(Tensor A)
            => Aten.linalg_slogdet.CallPair(A);

        /// <summary>Singular value decomposition A = U diag(S) Vh, singular values descending.</summary>
        /// <param name="A">[.., m, n].</param>
        /// <param name="full_matrices">Square U and Vh, else min(m, n) columns and rows.</param>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor A, bool full_matrices = true)
        {
            object?[] results = Aten.linalg_svd.CallAll(A, full_matrices);
            return ((Tensor)results[0]!, (Tensor)results[1]!, (Tensor)results[2]!);
        }

        /// <summary>Singular values, descending.</summary>
        /// <param name="A">[.., m, n].</param>
        public static Tensor svdvals(Tensor A)
            => Aten.linalg_svdvals.Call(A);

        private static Tensor First(object?[] results)
        {
            foreach (object? result in results.AsSpan(1))
                (result as Tensor)?.Dispose();
            return (Tensor)results[0]!;
        }
    }
}
